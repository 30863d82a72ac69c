package id.cemara.market;

import id.cemara.Cemara;
import id.cemara.market.ordering.Buyer;
import id.cemara.market.ordering.Orders;
import id.cemara.market.ordering.PlacedOrder;
import id.cemara.payment.PaymentMethod;
import id.cemara.shared.Refused;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/// A separate Java process that places orders without end, to be killed in the middle of one. It must not
/// share anything with the test's process.
final class ChildShop implements AutoCloseable {

    private static final String ARGUMENTS = "CEMARA_CHILD_ARGUMENTS";
    private static final String ORDERED = "ordered ";
    private static final int BUYERS = 4;

    private final Process process;
    private final BufferedReader output;
    private final List<String> acknowledged = new ArrayList<>();

    private ChildShop(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /// Entry point of the child. Orders the products named by the first argument (a prefix) and a number,
    /// and prints each order that was confirmed to it.
    static void main(String[] arguments) {
        String prefix = arguments[0];
        int products = Integer.parseInt(arguments[1]);
        var application = new SpringApplication(Cemara.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLogStartupInfo(false);
        Orders orders = application.run(System.getenv(ARGUMENTS).split("\n")).getBean(Orders.class);
        for (int buyer = 0; buyer < BUYERS; buyer++) {
            int number = buyer;
            Thread.ofPlatform().start(() -> buy(orders, prefix, products, number));
        }
    }

    private static void buy(Orders orders, String prefix, int products, int number) {
        var random = new Random(number);
        for (int i = 0; ; i++) {
            var buyer = new Buyer("Ibu Contoh", "+62813%d%07d".formatted(number, i), null, null, null);
            try {
                PlacedOrder placed = orders.place(Shopping.checkout(
                                buyer,
                                PaymentMethod.COD,
                                prefix + random.nextInt(products),
                                1,
                                prefix + random.nextInt(products),
                                1))
                        .getFirst();
                IO.println(ORDERED + placed.code());
            } catch (Refused refused) {
                // Sold out.
            }
        }
    }

    /// Starts a child on the database of these properties.
    static ChildShop launch(List<String> properties, String prefix, int products) throws IOException {
        List<String> arguments = new ArrayList<>();
        properties.forEach(property -> arguments.add("--" + property));
        arguments.add("--spring.flyway.enabled=false");
        arguments.add("--cemara.sample.mode=off");
        var builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx300m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildShop.class.getName(),
                        prefix,
                        String.valueOf(products)))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put(ARGUMENTS, String.join("\n", arguments));
        return new ChildShop(builder.start());
    }

    /// Waits until the child prints its first order.
    void begins() throws IOException {
        String line = output.readLine();
        while (line != null && !line.startsWith(ORDERED)) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IllegalStateException("the child did not begin");
        }
        acknowledged.add(line.substring(ORDERED.length()));
    }

    /// Lets the child place at most so many orders, kills it as `kill -9` does, and returns the orders that
    /// it printed.
    List<String> killedAfter(int orders) throws IOException {
        String line = output.readLine();
        while (line != null) {
            if (line.startsWith(ORDERED)) {
                acknowledged.add(line.substring(ORDERED.length()));
            }
            if (acknowledged.size() >= orders) {
                process.toHandle().destroyForcibly(); // keeps the unread output
            }
            line = output.readLine();
        }
        return acknowledged;
    }

    /// Kills the child if it still runs.
    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }
}
