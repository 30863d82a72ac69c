/// Technical services for all modules: the database and its roles, the actor of a transaction, data
/// versions, jobs, start-up, backup and restore. Holds no business rule.
///
/// Alone may change: the schema `platform`, the data directory. Neighbours: [id.cemara.shared]. Modules above
/// contribute [ReferenceData], [SampleData], [JobWork] and [NightlyWork]; [ActorLookup] is identity's to implement.
@NullMarked
@ApplicationModule(displayName = "Platform", allowedDependencies = "shared")
package id.cemara.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
