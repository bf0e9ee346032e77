/** A key in 22 characters, for texts that providers send back and that have to be short */
export const packKey = (key: string): string => Buffer.from(key.replaceAll('-', ''), 'hex').toString('base64url')

/** @param packed 22 characters of base64url */
export const unpackKey = (packed: string): string =>
  Buffer.from(packed, 'base64url')
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
