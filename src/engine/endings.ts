/** A run needs more than it may have: it ends, and says so. */
export class OutOfMemory extends Error {}
