package id.cemara.platform;

/// Where the database is, and its two log-ins: the owner of everything in it, for migrations, and the app,
/// which owns nothing and is therefore bound by row-level security.
public record DatabaseAccess(String url, String ownerUser, String ownerPassword, String appUser, String appPassword) {

    /// Without the passwords, so that no log can ever show them.
    @Override
    public String toString() {
        return "DatabaseAccess[url=%s, ownerUser=%s, appUser=%s]".formatted(url, ownerUser, appUser);
    }
}
