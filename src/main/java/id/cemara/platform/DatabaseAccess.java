package id.cemara.platform;

/// The database's address and its two log-ins: the owner of all objects, for migrations, and the app, which
/// owns nothing and is therefore subject to row-level security.
public record DatabaseAccess(String url, String ownerUser, String ownerPassword, String appUser, String appPassword) {

    /// Without the passwords, so that they cannot appear in a log.
    @Override
    public String toString() {
        return "DatabaseAccess[url=%s, ownerUser=%s, appUser=%s]".formatted(url, ownerUser, appUser);
    }
}
