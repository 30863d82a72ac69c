package id.cemara.market.storefront;

import gg.jte.Content;
import id.cemara.registry.GroupHead;
import id.cemara.registry.GroupPage;
import id.cemara.registry.GroupProfile;
import id.cemara.shell.Frames;
import id.cemara.shell.PageSection;
import id.cemara.shell.Sections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/// The shop on a group's page `/kelompok/{slug}`, and the metadata of that page for link previews.
final class GroupShopSections {

    private static final int SHOWN = 12;

    private GroupShopSections() {}

    private static boolean isOpen(GroupProfile group) {
        return group.verifiedOn() != null && group.deactivatedOn() == null;
    }

    /// The group's products.
    @Component
    static final class OnGroupPage implements PageSection<GroupPage> {

        private final ProductPages products;
        private final LinkedData linkedData;
        private final Sections sections;

        OnGroupPage(ProductPages products, LinkedData linkedData, @Lazy Sections sections) {
            this.products = products;
            this.linkedData = linkedData;
            this.sections = sections;
        }

        @Override
        public Class<GroupPage> page() {
            return GroupPage.class;
        }

        @Override
        public int order() {
            return 50;
        }

        @Override
        public Optional<Content> render(GroupPage page) {
            GroupProfile group = page.group();
            if (!isOpen(group)) {
                return Optional.empty();
            }
            List<Listed> shown = products.ofGroup(group.id(), SHOWN + 1);
            if (shown.isEmpty()) {
                return Optional.empty();
            }
            boolean isMore = shown.size() > SHOWN;
            List<Listed> first = isMore ? shown.subList(0, SHOWN) : shown;
            return Optional.of(sections.render(
                    "market/storefront/shop",
                    Map.of(
                            "slug",
                            group.slug(),
                            "products",
                            first,
                            "isMore",
                            isMore,
                            "linkedData",
                            linkedData.of(group.name(), group.slug(), group.place(), first))));
        }
    }

    /// The link preview in the page's head.
    @Component
    static final class InHead implements PageSection<GroupHead> {

        private final ProductPages products;
        private final Sections sections;
        private final Frames frames;

        InHead(ProductPages products, @Lazy Sections sections, Frames frames) {
            this.products = products;
            this.sections = sections;
            this.frames = frames;
        }

        @Override
        public Class<GroupHead> page() {
            return GroupHead.class;
        }

        @Override
        public int order() {
            return 50;
        }

        @Override
        public Optional<Content> render(GroupHead page) {
            GroupProfile group = page.group();
            if (!isOpen(group)) {
                return Optional.empty();
            }
            String picture = SharePictures.Words.of(
                            group.name(),
                            group.place(),
                            products.ofGroup(group.id(), ShareController.NAMED),
                            frames.current().texts())
                    .version();
            return Optional.of(sections.render(
                    "market/storefront/group-head",
                    Map.of("slug", group.slug(), "name", group.name(), "place", group.place(), "picture", picture)));
        }
    }
}
