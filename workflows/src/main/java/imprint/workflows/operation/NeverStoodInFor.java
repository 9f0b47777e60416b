package imprint.workflows.operation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.annotations.TypeBinderType;
import org.hibernate.binder.TypeBinder;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;

/** An entity that is always loaded at once. Hibernate makes no proxy class of it, which a sealed type would not permit. */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TypeBinderType(binder = NeverStoodInFor.Binder.class)
@interface NeverStoodInFor {

    class Binder implements TypeBinder<NeverStoodInFor> {

        @Override
        public void bind(NeverStoodInFor annotation, MetadataBuildingContext context, PersistentClass entity) {
            entity.setLazy(false);
        }

        @Override
        public void bind(NeverStoodInFor annotation, MetadataBuildingContext context, Component embeddable) {
            throw new IllegalStateException("An embeddable is never loaded alone");
        }
    }
}
