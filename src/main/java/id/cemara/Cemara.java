package id.cemara;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.scheduling.annotation.EnableScheduling;

/// The application, composed of the modules below this package.
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
@EnableScheduling
public class Cemara {

    /// Runs the command line; see [CommandLine].
    public static void main(String[] arguments) {
        System.exit(CommandLine.execute(arguments));
    }
}
