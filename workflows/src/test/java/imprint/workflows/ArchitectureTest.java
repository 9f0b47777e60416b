package imprint.workflows;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.data.repository.Repository;

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
    void addressesAreFreeOfFrameworksAndFeatures() {
        noClasses()
                .that()
                .resideInAPackage("imprint.workflows.address..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..", "org.jspecify..", "imprint.workflows.address..", "imprint.workflows.failure..")
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
