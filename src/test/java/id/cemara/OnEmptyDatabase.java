package id.cemara;

import id.cemara.TestDatabases.Content;

/// Gives an application a database with nothing but the areas of Bengkulu.
public final class OnEmptyDatabase extends OnTestDatabase {

    public OnEmptyDatabase() {
        super(Content.EMPTY);
    }
}
