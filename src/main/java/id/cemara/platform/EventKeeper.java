package id.cemara.platform;

import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import java.util.List;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.ComposablePointcut;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.RootClassFilter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.modulith.events.core.EventPublicationRegistry;
import org.springframework.modulith.events.core.EventPublicationRepository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/// Runs Modulith's event registry as a system actor, so that the policies of its table can refuse all
/// others. An event is published in the transaction of the change that it announces, which runs as another
/// actor.
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
class EventKeeper {

    private static final Actor KEEPER = new Actor.System("events", List.of());

    /// Ordered before the registry's own transactions, which read the actor when they begin.
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor eventRegistryAdvisor() {
        return advisor(EventPublicationRegistry.class, EventKeeper::asKeeper);
    }

    /// The registry runs some queries outside a transaction, where no actor would be set; this opens one.
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor eventRepositoryAdvisor(ObjectProvider<PlatformTransactionManager> transactions) {
        return advisor(
                EventPublicationRepository.class,
                call -> asKeeper(() -> inTransaction(transactions.getObject(), call)));
    }

    private interface Work {

        @Nullable
        Object run() throws Throwable;
    }

    private static @Nullable Object asKeeper(MethodInvocation call) throws Throwable {
        return asKeeper(call::proceed);
    }

    private static @Nullable Object asKeeper(Work work) throws Throwable {
        return CurrentActor.<@Nullable Object, Throwable>call(KEEPER, work::run);
    }

    private static Advisor advisor(Class<?> type, MethodInterceptor advice) {
        var advisor = new DefaultPointcutAdvisor(new ComposablePointcut(new RootClassFilter(type)), advice);
        advisor.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return advisor;
    }

    private static @Nullable Object inTransaction(PlatformTransactionManager transactions, MethodInvocation call)
            throws Throwable {
        var status = transactions.getTransaction(TransactionDefinition.withDefaults());
        Object answer;
        try {
            answer = call.proceed();
        } catch (Throwable failure) {
            transactions.rollback(status);
            throw failure;
        }
        transactions.commit(status);
        return answer;
    }
}
