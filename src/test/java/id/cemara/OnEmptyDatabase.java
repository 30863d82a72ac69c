package id.cemara;

import id.cemara.TestDatabases.Content;

/// Provides a database that holds only the areas of Bengkulu.
public final class OnEmptyDatabase extends OnTestDatabase {

    public OnEmptyDatabase() {
        super(Content.EMPTY);
    }
}
