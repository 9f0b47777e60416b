package imprint.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows of text below a heading, in columns as wide as the widest of their cells. */
final class ResultTable {
    private static final String BETWEEN = "  ";

    private final List<String> heading;
    private final List<List<String>> rows = new ArrayList<>();

    ResultTable(String... heading) {
        this.heading = List.of(heading);
    }

    void add(String... cells) {
        if (cells.length != heading.size()) {
            throw new IllegalArgumentException("%s cells for %s columns".formatted(cells.length, heading.size()));
        }
        rows.add(List.of(cells));
    }

    List<String> lines() {
        var widths = IntStream.range(0, heading.size()).map(this::width).boxed().toList();
        var rule = widths.stream().map("-"::repeat).toList();
        return Stream.of(List.of(heading, rule), rows)
                .flatMap(List::stream)
                .map(cells -> line(cells, widths))
                .toList();
    }

    private int width(int column) {
        return Stream.concat(Stream.of(heading), rows.stream())
                .mapToInt(cells -> cells.get(column).length())
                .max()
                .orElseThrow();
    }

    private static String line(List<String> cells, List<Integer> widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(column -> cells.get(column)
                        + " ".repeat(widths.get(column) - cells.get(column).length()))
                .collect(Collectors.joining(BETWEEN))
                .stripTrailing();
    }
}
