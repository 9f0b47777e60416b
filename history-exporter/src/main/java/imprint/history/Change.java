package imprint.history;

/** One thing that a log record changes. */
sealed interface Change {
    Row row();

    /** The columns of the row are new or have changed. */
    record Told(Row row) implements Change {}

    /** A job was handed to a worker. */
    record AttemptStarted(long job, Row row) implements Change {}

    /**
     * The open attempt of a job has ended.
     *
     * @param row its position counts only when the job has no open attempt
     * @param reported somebody says so by the job's key: this is an attempt, even when no worker held the job
     */
    record AttemptEnded(long job, Row row, boolean reported) implements Change {}
}
