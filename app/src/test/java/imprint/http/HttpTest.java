package imprint.http;

import imprint.testing.Need;
import imprint.testing.Needs;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestConstructor;

/** A test against the whole server but for the engine, over real HTTP, with a real database. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Needs(Need.POSTGRES)
@SpringBootTest(
        classes = Server.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "imprint.web.people-port=0")
@ActiveProfiles("app")
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@interface HttpTest {}
