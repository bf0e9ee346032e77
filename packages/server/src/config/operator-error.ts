/** What the person who runs the server can correct. The message says what is wrong, and how. */
export class OperatorError extends Error {}
