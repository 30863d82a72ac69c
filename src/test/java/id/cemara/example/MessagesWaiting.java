package id.cemara.example;

import id.cemara.shared.Role;
import id.cemara.shell.Todo;
import java.util.EnumSet;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/// Shows the number of unanswered messages as a task.
@Configuration(proxyBeanMethods = false)
@Profile("example")
class MessagesWaiting {

    @Bean
    Todo unansweredMessages(GroupMessages messages) {
        return Todo.counting(900, EnumSet.allOf(Role.class), "/kerja/contoh", "example.todo", messages::countWaiting);
    }
}
