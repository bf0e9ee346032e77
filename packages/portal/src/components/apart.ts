/** Characters that turn around the text after them, until the end of the line unless somebody stops them */
const turns = /[\u202a-\u202e\u2066-\u2069]/

/** A name within a sentence: where it could turn around the words after it, it is set apart from them. */
export const apart = (name: string): string => (turns.test(name) ? `\u2068${name}\u2069` : name)
