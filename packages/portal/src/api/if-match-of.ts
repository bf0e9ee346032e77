import { etagOf } from '@portico/sdk'

/** The header that lets a change be carried out only if the state is still this answer's */
export function ifMatchOf(answered: object): { 'If-Match'?: string } {
  const etag = etagOf(answered)
  return etag === undefined ? {} : { 'If-Match': etag }
}
