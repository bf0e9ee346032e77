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
