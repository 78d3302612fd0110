package heddle.cli.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// A manual page, written from the words of a command, in the language of `man(7)`.
public final class ManPage {
    private final StringBuilder page = new StringBuilder();

    private ManPage(String name, String version) {
        line(".TH \"%s\" 1 \"\" \"Heddle %s\" \"Heddle\"".formatted(name.toUpperCase(Locale.ROOT), version));
    }

    /// The page of one command: `heddle-fetch(1)`.
    public static String of(CommandSpec command, String version) {
        String name = command.name().replace(' ', '-');
        var page = new ManPage(name, version);
        String description =
                String.join(" ", command.usageMessage().description()).strip();
        page.section("NAME").text(name + " - " + firstSentence(description));
        page.section("SYNOPSIS").line(".B " + escaped(command.name()));
        page.text("[OPTION...] "
                + command.positionalParameters().stream()
                        .map(words -> words.paramLabel())
                        .collect(Collectors.joining(" ")));
        page.section("DESCRIPTION").text(description);
        page.options(command);
        page.examples(command.usageMessage().footer());
        page.section("SEE ALSO").text("heddle(1)");
        return page.toString();
    }

    /// The page of the whole: `heddle(1)`, whose text is the help.
    public static String ofAll(String help, List<CommandSpec> commands, String version) {
        var page = new ManPage("heddle", version);
        page.section("NAME").text("heddle - fetch lists of URLs at once");
        page.section("SYNOPSIS").line(".B heddle").text("COMMAND [ARGUMENT...]");
        page.section("DESCRIPTION").verbatim(help.lines().toList());
        page.section("SEE ALSO")
                .text(commands.stream()
                        .map(command -> command.name().replace(' ', '-') + "(1)")
                        .collect(Collectors.joining(", ")));
        return page.toString();
    }

    private static String firstSentence(String description) {
        int end = description.indexOf(". ");
        String sentence = end < 0 ? description : description.substring(0, end);
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private void options(CommandSpec command) {
        section("OPTIONS");
        List<OptionSpec> grouped = new ArrayList<>();
        command.argGroups().forEach(group -> grouped.addAll(group.options()));
        command.options().stream().filter(option -> !grouped.contains(option)).forEach(this::option);
        for (ArgGroupSpec group : command.argGroups()) {
            line(".SS \"" + escaped(group.heading().replace("%n", "").replace(":", "")) + "\"");
            group.options().forEach(this::option);
        }
    }

    private void option(OptionSpec option) {
        boolean isFlag = option.arity().max() == 0;
        String names = List.of(option.names()).stream()
                .map(name -> "\\fB" + escaped(name) + "\\fR")
                .collect(Collectors.joining(", "));
        line(".TP");
        line(names + (isFlag ? "" : " \\fI" + escaped(option.paramLabel()) + "\\fR"));
        text(String.join(" ", option.description()));
    }

    private void examples(String[] footer) {
        List<String> lines = List.of(footer).stream()
                .filter(line -> !line.isBlank() && !line.equals("Examples:"))
                .map(String::strip)
                .toList();
        if (!lines.isEmpty()) {
            section("EXAMPLES").verbatim(lines);
        }
    }

    private ManPage section(String heading) {
        return line(".SH " + heading);
    }

    private ManPage verbatim(List<String> lines) {
        line(".nf");
        lines.forEach(this::text);
        return line(".fi");
    }

    /// A line of text; what would be an instruction at its beginning is none.
    private ManPage text(String text) {
        String escaped = escaped(text);
        return line(escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped);
    }

    private ManPage line(String line) {
        page.append(line).append('\n');
        return this;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-");
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
