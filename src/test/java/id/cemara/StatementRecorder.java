package id.cemara;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;

/// Records every prepared statement with its parameters, so that a test can explain its plan.
public final class StatementRecorder implements BeanPostProcessor {

    private final ConcurrentLinkedQueue<Noted> noted = new ConcurrentLinkedQueue<>();

    public record Noted(String sql, Map<Integer, Object> parameters) {}

    /// Returns the recorded statements and clears the record.
    public List<Noted> take() {
        List<Noted> taken = List.copyOf(noted);
        noted.clear();
        return taken;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return beanName.equals("dataSource") ? recording(DataSource.class, bean, this::dataSource) : bean;
    }

    private interface Step {
        Object after(Object result, Method method, Object[] arguments);
    }

    private Object dataSource(Object result, Method method, Object[] arguments) {
        return result instanceof Connection connection
                ? recording(Connection.class, connection, this::connection)
                : result;
    }

    private Object connection(Object result, Method method, Object[] arguments) {
        return result instanceof PreparedStatement statement && arguments.length > 0
                ? statement(statement, (String) arguments[0])
                : result;
    }

    private Object statement(PreparedStatement statement, String sql) {
        Map<Integer, Object> parameters = new TreeMap<>();
        return recording(PreparedStatement.class, statement, (result, method, arguments) -> {
            if (method.getName().startsWith("set") && arguments.length >= 2 && arguments[0] instanceof Integer at) {
                if (arguments[1] != null && !method.getName().equals("setNull")) {
                    parameters.put(at, arguments[1]);
                }
            }
            if (method.getName().startsWith("execute")) {
                noted.add(new Noted(sql, Map.copyOf(parameters)));
            }
            return result;
        });
    }

    private static <T> T recording(Class<T> type, Object target, Step step) {
        return type.cast(Proxy.newProxyInstance(
                StatementRecorder.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object[] given = arguments == null ? new Object[0] : arguments;
                    try {
                        return step.after(method.invoke(target, given), method, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
