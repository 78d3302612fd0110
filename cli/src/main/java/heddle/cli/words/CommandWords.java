package heddle.cli.words;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// What a command may be told: options, some in groups with a heading in the help, and other words. Made for one use:
/// [to be parsed][#toParse] or [to be shown][#toShow].
///
/// picocli works out how its groups would look whenever it parses, which is three quarters of what reading a command
/// line costs (`docs/decisions/0003-start-up.md`). So it gets them for the help alone.
public final class CommandWords {
    private final CommandSpec spec;
    private final List<Group> groups = new ArrayList<>();

    private CommandWords(CommandSpec spec) {
        this.spec = spec;
    }

    /// Options under a heading of their own in the help.
    public record Group(String heading, List<OptionSpec> options) {
        /// These options.
        public static Group of(String heading, OptionSpec... options) {
            return new Group(heading, List.of(options));
        }

        private ArgGroupSpec spec() {
            var group = ArgGroupSpec.builder().heading("%n" + heading + ":%n").validate(false);
            options.forEach(group::addArg);
            return group.build();
        }
    }

    /// A command of which nothing can be said but `--help`, with the layout that all commands' help shares.
    public static CommandWords of(String name, String description, String... footer) {
        var spec = CommandSpec.create().name("heddle " + name);
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
        spec.usageMessage()
                .description("", description, "")
                .abbreviateSynopsis(true)
                .width(100)
                .sortOptions(false)
                .sortSynopsis(false)
                .synopsisSubcommandLabel("")
                .footer(footer);
        return new CommandWords(spec);
    }

    /// With words that are no options.
    public CommandWords positional(PositionalParamSpec words) {
        spec.addPositional(words);
        return this;
    }

    /// With words that are no options, and whatever follows them.
    public CommandWords positionalToTheEnd(PositionalParamSpec words) {
        spec.parser().stopAtPositional(true).unmatchedOptionsArePositionalParams(true);
        return positional(words);
    }

    /// With an option of no group.
    public CommandWords option(OptionSpec option) {
        spec.addOption(option);
        return this;
    }

    /// With options of no group.
    public CommandWords options(List<OptionSpec> options) {
        options.forEach(this::option);
        return this;
    }

    /// With a group of options.
    public CommandWords group(String heading, OptionSpec... options) {
        return group(Group.of(heading, options));
    }

    /// With a group of options.
    public CommandWords group(Group group) {
        groups.add(group);
        return this;
    }

    /// With groups of options.
    public CommandWords groups(List<Group> more) {
        groups.addAll(more);
        return this;
    }

    /// What picocli needs to read a command line.
    public CommandSpec toParse() {
        groups.forEach(group -> group.options().forEach(spec::addOption));
        return spec;
    }

    /// What picocli needs to write the help.
    public CommandSpec toShow() {
        groups.forEach(group -> spec.addArgGroup(group.spec()));
        return spec;
    }
}
