package imprint.workflows;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import imprint.workflows.lock.Sweeps;
import org.junit.jupiter.api.Test;
import org.springframework.data.repository.Repository;
import org.springframework.scheduling.annotation.Scheduled;

class ArchitectureTest {

    private final JavaClasses domain = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("imprint.workflows");

    @Test
    void featuresDependOnEachOtherInOneDirection() {
        slices().matching("imprint.workflows.(*)..").should().beFreeOfCycles().check(domain);
    }

    @Test
    void knowsNothingOfTheModulesAboveIt() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("imprint.workers..", "imprint.app..", "org.apache.camel..")
                .check(domain);
    }

    @Test
    void whatIsDonePeriodicallyIsDoneOnOneNodeAtATime() {
        methods()
                .that()
                .areAnnotatedWith(Scheduled.class)
                .and()
                .areNotDeclaredIn("imprint.workflows.audit.RefusalCounts")
                .and()
                .areNotDeclaredIn("imprint.workflows.engine.ProcessDeployment")
                .should(beLeftTo(Sweeps.class))
                .because("the first counts what this node refused, the second has its lock until it has deployed once")
                .check(domain);
    }

    private static ArchCondition<JavaMethod> beLeftTo(Class<?> type) {
        return new ArchCondition<>("call " + type.getSimpleName()) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                var isLeft = method.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(type));
                events.add(new SimpleConditionEvent(method, isLeft, method.getFullName()));
            }
        };
    }

    @Test
    void addressesAreFreeOfFrameworksAndFeatures() {
        noClasses()
                .that()
                .resideInAPackage("imprint.workflows.address..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..",
                        "javax.security.auth.x500..",
                        "org.jspecify..",
                        "imprint.workflows.address..",
                        "imprint.workflows.failure..")
                .check(domain);
    }

    @Test
    void keepsItsTablesToItself() {
        classes()
                .that()
                .areAssignableTo(Repository.class)
                .should()
                .bePackagePrivate()
                .check(domain);
    }

    @Test
    void talksToTheEngineInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackages("imprint.workflows.engine..", "imprint.workflows.operation..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.camunda..")
                .check(domain);
    }
}
