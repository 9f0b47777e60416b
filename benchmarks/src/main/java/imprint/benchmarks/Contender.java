package imprint.benchmarks;

import java.util.List;

/** One of those that are measured in turns. */
final class Contender {

    private final Measurement measurement;
    private final Samples samples = new Samples();

    Contender(Measurement measurement) {
        this.measurement = measurement;
    }

    /** What a turn took, in seconds, or reached. */
    @FunctionalInterface
    interface Measurement {
        double take() throws Exception;
    }

    /**
     * Lets each have a turn a round. The rounds to warm up are not counted.
     *
     * @param contenders whose order changes from round to round: who comes first finds another machine than who comes last
     */
    static void run(int warmUps, int rounds, List<Contender> contenders) throws Exception {
        for (int round = 0; round < warmUps + rounds; round++) {
            for (int turn = 0; turn < contenders.size(); turn++) {
                var contender = contenders.get((round + turn) % contenders.size());
                var taken = contender.measurement.take();
                if (round >= warmUps) {
                    contender.samples.add(taken);
                }
            }
        }
    }

    double median() {
        return samples.median();
    }

    /** How many times the median of the other. */
    double beside(Contender other) {
        return median() / other.median();
    }
}
