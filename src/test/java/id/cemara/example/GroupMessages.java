package id.cemara.example;

import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Refused;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Messages to groups: anybody sends, who answers for the group reads and answers. Who sees what is the
/// database's to say, so no query here asks for the actor's areas.
@Service
@Profile("example")
public class GroupMessages {

    private static final int MOST_CHARACTERS = 1000;

    private final JdbcClient db;
    private final KnownGroups groups;
    private final Clock clock;

    GroupMessages(JdbcClient db, KnownGroups groups, Clock clock) {
        this.db = db;
        this.groups = groups;
        this.clock = clock;
    }

    /// Takes a message to a group. The same message sent twice is one message.
    ///
    /// @param id made by whoever sends, before the first attempt
    /// @throws Refused when there is no such group, or nothing that can be sent
    @Transactional
    public void send(UUID id, String slug, String typed) {
        String text = usable(typed);
        KnownGroup group = groups.bySlug(slug).orElseThrow(Refused::notFound);
        // No `returning`, and no column named after `on conflict`: either would ask the policy for reading, too.
        db.sql("""
                insert into example.messages (id, group_id, area_code, text, sent_on)
                values (:id, :group, :area, :text, :today)
                    on conflict do nothing
                """)
                .param("id", id)
                .param("group", group.id())
                .param("area", group.areaCode())
                .param("text", text)
                .param("today", LocalDate.now(clock))
                .update();
    }

    /// Answers a message as the account that acts.
    ///
    /// @throws Refused when the actor sees no such message that waits
    @Transactional
    public void answer(UUID message, String typed) {
        String text = usable(typed);
        Actor.Account account = CurrentActor.get().account().orElseThrow(Refused::notFound);
        int answered = db.sql("""
                update example.messages
                   set answer = :text, answered_by = :account, answered_on = :today
                 where id = :message and answer is null
                """)
                .param("text", text)
                .param("account", account.id())
                .param("today", LocalDate.now(clock))
                .param("message", message)
                .update();
        if (answered == 0) {
            throw Refused.notFound();
        }
    }

    /// The messages that wait for the actor, the oldest first.
    @Transactional(readOnly = true)
    public List<Message> waiting(int limit) {
        return db.sql("""
                select m.id, k.name as group_name, m.area_code, m.text, m.sent_on
                  from example.messages m
                  join example.known_groups k on k.group_id = m.group_id
                 where m.answer is null
                 order by m.sent_on, m.id
                 limit :limit
                """).param("limit", limit).query(Message.class).list();
    }

    /// How many messages wait for the actor.
    @Transactional(readOnly = true)
    public long countWaiting() {
        return db.sql("select count(*) from example.messages where answer is null")
                .query(Long.class)
                .single();
    }

    /// How many messages a group has had. Public.
    @Transactional(readOnly = true)
    public long countReceived(UUID group) {
        return db.sql("select count(*) from example.messages_received where group_id = :group")
                .param("group", group)
                .query(Long.class)
                .single();
    }

    private static String usable(String typed) {
        String text = typed.strip();
        if (text.isEmpty() || text.codePointCount(0, text.length()) > MOST_CHARACTERS || text.indexOf(0) >= 0) {
            throw new Refused(new MessageProblem.UnusableMessage(MOST_CHARACTERS));
        }
        return text;
    }
}
