package imprint.workflows;

import imprint.testing.Need;
import imprint.testing.Needs;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;

/** The whole domain on a real PostgreSQL, with an outbox that nobody empties and time that stands still. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Needs(Need.POSTGRES)
@SpringBootTest(classes = TestDomain.class, webEnvironment = WebEnvironment.NONE)
@ActiveProfiles("app")
public @interface DomainTest {}
