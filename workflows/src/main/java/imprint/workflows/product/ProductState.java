package imprint.workflows.product;

/** Whether a person has said that there is such a product. */
public enum ProductState {
    /** A device told it, and nobody has looked at it. */
    NEW,
    ACCEPTED
}
