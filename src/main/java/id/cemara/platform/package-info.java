/// What is technical and serves every module: the database and its roles, who acts in a transaction, versions of data,
/// start-up, backup and restore. No business rule.
///
/// Alone may change: the schema `platform`, the data directory. Neighbours: [id.cemara.shared]. Modules above
// contribute
/// [ReferenceData] and [SampleData].
@NullMarked
@ApplicationModule(displayName = "Platform", allowedDependencies = "shared")
package id.cemara.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
