package imprint.app.role;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Gives each periodic task a thread of its own: none has to wait until another has done its work. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class PeriodicTasks {

    // why: Spring's scheduler of virtual threads has a single one for all tasks with a fixed delay between their runs.
    // Not a default candidate, so that it does not take the place of the executor that serves requests.
    @Bean(defaultCandidate = false)
    ThreadPoolTaskScheduler periodicTaskScheduler() {
        var scheduler = new ThreadPoolTaskScheduler();
        scheduler.setVirtualThreads(true);
        scheduler.setThreadNamePrefix("periodic-");
        return scheduler;
    }

    @Bean
    SchedulingConfigurer aThreadForEachTask(
            @Qualifier("periodicTaskScheduler") ThreadPoolTaskScheduler periodicTaskScheduler) {
        return tasks -> {
            periodicTaskScheduler.setPoolSize(
                    Math.max(1, tasks.getFixedDelayTaskList().size()));
            tasks.setTaskScheduler(periodicTaskScheduler);
        };
    }
}
