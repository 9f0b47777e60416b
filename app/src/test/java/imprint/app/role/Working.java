package imprint.app.role;

import java.util.List;
import org.apache.camel.RoutesBuilder;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/** What a process does of its own accord, without anybody's request. */
final class Working {

    private Working() {}

    /** Periodic tasks, each as the names of its class and method. */
    static List<String> tasks(ApplicationContext context) {
        return context.getBeansOfType(ScheduledTaskHolder.class).values().stream()
                .flatMap(holder -> holder.getScheduledTasks().stream())
                .map(ScheduledTask::toString)
                .filter(task -> task.startsWith("imprint."))
                .map(task -> lastOf(task, 2))
                .toList();
    }

    /** Of our own, those that run. */
    static List<String> lifecycles(ApplicationContext context) {
        return context.getBeansOfType(Lifecycle.class).values().stream()
                .filter(Lifecycle::isRunning)
                .map(bean -> AopUtils.getTargetClass(bean).getName())
                .filter(name -> name.startsWith("imprint."))
                .map(name -> lastOf(name, 1))
                .toList();
    }

    /** Of our own, what is done once at the start. */
    static List<String> runners(ApplicationContext context) {
        return context.getBeansOfType(ApplicationRunner.class).values().stream()
                .map(bean -> AopUtils.getTargetClass(bean).getName())
                .filter(name -> name.startsWith("imprint."))
                .map(name -> lastOf(name, 1))
                .toList();
    }

    /** The types of jobs that are taken. */
    static List<String> jobs(ApplicationContext context) {
        return context.getBeansOfType(RoutesBuilder.class).keySet().stream().toList();
    }

    private static String lastOf(String name, int parts) {
        var all = List.of(name.split("\\."));
        return String.join(".", all.subList(all.size() - parts, all.size()));
    }
}
