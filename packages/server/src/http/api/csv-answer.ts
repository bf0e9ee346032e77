import { Type } from 'typebox'

/** What a route declares that answers CSV */
export const csvAnswer = (description = 'CSV') => ({
  description,
  content: { 'text/csv': { schema: { type: 'string' } } },
})

/** RFC 4180, with a line of heads; browsers save it as a file of this name. */
export const csvHeaders = (name: string) => ({
  'content-type': 'text/csv; charset=utf-8; header=present',
  'content-disposition': `attachment; filename="${name}.csv"`,
})

/**
 * For a file that a person reads: what its columns are called.
 * @param fields what they are called without it, in their order
 */
export const ColumnNames = (fields: readonly string[]) =>
  Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
      minItems: fields.length,
      maxItems: fields.length,
      examples: [[...fields]],
      description: `The headings of the columns, a name for each of the ${fields.length}, in this order: ${fields.join(', ')}. Without it these are the headings.`,
    }),
  )
