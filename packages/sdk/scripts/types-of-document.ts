import openapiTypescript, { astToString } from 'openapi-typescript'

/**
 * The TypeScript types of an OpenAPI document. This file is here, and not in scripts/, because the generator needs the
 * TypeScript of JavaScript's days, which only this package has beside it.
 */
export async function typesOfDocument(document: unknown): Promise<string> {
  const ast = await openapiTypescript(withoutExamples(document) as Parameters<typeof openapiTypescript>[0], {
    alphabetize: true,
    // A query's field that has a default may be left out all the same.
    defaultNonNullable: false,
  })
  return astToString(ast)
}

/** Types say it shorter. */
const withoutExamples = (document: unknown): unknown =>
  JSON.parse(JSON.stringify(document, (name, value) => (name === 'example' || name === 'examples' ? undefined : value)))
