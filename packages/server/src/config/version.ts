/** Of the program, as published: a test keeps it equal to package.json, which is not in a bundle. */
export const version = '0.1.0'
