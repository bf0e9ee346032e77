/** Characters that change the direction of the text after them, up to the end of the line */
const directionControls = /[\u202a-\u202e\u2066-\u2069]/

/** A name for use within a sentence. One that changes the direction of text is isolated from the words around it. */
export const bidiIsolate = (name: string): string => (directionControls.test(name) ? `\u2068${name}\u2069` : name)
