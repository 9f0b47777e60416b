package imprint.workers.cifs;

import jcifs.DialectVersion;

/**
 * What client and server have in common.
 *
 * @param signing counts from dialect 3.1.1 on; the older ones have one way each
 * @param severalCredits whether a message may carry more than 64 KiB
 * @param maxRead bytes of a file in one message
 * @param maxWrite bytes of a file in one message
 */
record Negotiated(
        DialectVersion dialect, SigningAlgorithm signing, boolean severalCredits, int maxRead, int maxWrite) {}
