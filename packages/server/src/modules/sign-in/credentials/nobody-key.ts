/** No user has this key. What is looked up for users is looked up by it where there is no such user, so that it takes as long. */
export const nobodyKey = '00000000-0000-0000-0000-000000000000'
