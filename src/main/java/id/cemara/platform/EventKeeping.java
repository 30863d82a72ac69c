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

/// Lets the library that delivers events act as somebody, so that the policies of its table can refuse
/// everybody else. An event is announced in the transaction of the change it tells, and so under the
/// name of the actor of that change.
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
class EventKeeping {

    private static final Actor KEEPER = new Actor.System("events", List.of());

    /// Before the library's own transactions begin, which take their actor from here.
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor eventRegistryAdvisor() {
        return advisor(EventPublicationRegistry.class, EventKeeping::asKeeper);
    }

    /// The registry asks some things outside a transaction, where nobody would act.
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
