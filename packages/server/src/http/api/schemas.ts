import { type Static, type TSchema, Type } from 'typebox'
import { descriptionRule, nameRule } from './text-rules.ts'

// Pieces of which the modules' schemas are made.

/**
 * The options of an object that has this name in the OpenAPI documents, ODC's where its contract has one, and that takes
 * no other fields.
 */
export const component = <const N extends string>(title: N) => ({ title, additionalProperties: false }) as const

/** The options of an object without a name that takes no other fields */
export const strict = { additionalProperties: false } as const

/** A schema that has this name in the OpenAPI documents. */
export const named = <T extends TSchema>(title: string, schema: T) => Type.Unsafe<Static<T>>({ ...schema, title })

/** @throws Error where the schema has no name: what a list holds needs one */
export function nameOf(schema: TSchema): string {
  if ('title' in schema && typeof schema.title === 'string') return schema.title
  throw new Error(`A schema has no name: ${JSON.stringify(schema)}`)
}

/** A value or null, in the form that both OpenAPI 3.1 and the serializer handle best. */
export const Nullable = <T extends TSchema>(schema: T) =>
  Type.Unsafe<Static<T> | null>(
    'type' in schema
      ? {
          ...schema,
          type: [schema.type, 'null'],
          ...('enum' in schema ? { enum: [...(schema.enum as []), null] } : {}),
        }
      : { anyOf: [schema, { type: 'null' }] },
  )

/** One of a few words. */
export const OneOf = <const T extends string>(...values: T[]) => Type.Unsafe<T>({ type: 'string', enum: values })

/** A UUID */
export const Key = Type.String({ format: 'uuid' })

/** RFC 3339; answers are in UTC with milliseconds */
export const Timestamp = Type.String({ format: 'date-time' })

/** 1 to 256 characters */
export const Name = Type.String({ ...nameRule })

/** Up to 1,024 characters, line breaks allowed */
export const Description = Type.String({ ...descriptionRule })

/** What somebody searches for: 1 to 256 characters */
export const SearchText = Type.String({ ...nameRule })

/** Several values of one filter: any of them. Given comma-separated, repeated, or both. */
export const AnyOf = <T extends TSchema>(item: T, maxItems = 100) => Type.Array(item, { minItems: 1, maxItems })

export const KeyParameter = Type.Object({ key: Key }, strict)

/** `limit` from 1 to 100, 100 unless given; `offset` from 0 */
export const PageQuery = {
  limit: Type.Optional(
    Type.Integer({ title: 'LimitParameter', format: 'int32', minimum: 1, maximum: 100, default: 100 }),
  ),
  offset: Type.Optional(
    Type.Integer({ title: 'OffsetParameter', format: 'int32', minimum: 0, maximum: 2_147_483_647, default: 0 }),
  ),
}

/** A field to sort by; with a minus in front, descending. */
export const Sort = <const T extends string>(...fields: T[]) =>
  Type.Optional(
    Type.Unsafe<T | `-${T}`>({ type: 'string', pattern: `^-?(${fields.join('|')})$`, description: sortRule(fields) }),
  )

/** The fields of a `Sort`, by its pattern; undefined for the pattern of something else. */
export const sortFields = (pattern: string): string[] | undefined => /^\^-\?\((.+)\)\$$/.exec(pattern)?.[1]?.split('|')

const sortRule = (fields: string[]): string => `${fields.join(', ')}; with a minus in front, descending`

export const Query = <T extends Record<string, TSchema>>(properties: T) => Type.Object(properties, strict)

const PageInfo = Type.Object(
  {
    count: Type.Integer({ format: 'int32' }),
    limit: Type.Integer({ format: 'int32' }),
    offset: Type.Integer({ format: 'int32' }),
    totalResults: Nullable(Type.Integer({ format: 'int32' })),
    nextPageOffset: Nullable(Type.Integer({ format: 'int32' })),
    totalPages: Nullable(Type.Integer({ format: 'int32' })),
  },
  component('PageInfoWithTotalsApi'),
)

/** A page of a list, with ODC's kind of name unless another is given. */
export const Page = <T extends TSchema>(result: T, title = `${nameOf(result)}PaginatedResponseApi`) =>
  Type.Object({ results: Type.Array(result), page: PageInfo }, component(title))

/** RFC 9457, with ODC's two members more */
export const ProblemDetails = Type.Object(
  {
    type: Nullable(Type.String()),
    title: Nullable(Type.String()),
    status: Nullable(Type.Integer({ format: 'int32' })),
    detail: Nullable(Type.String()),
    instance: Nullable(Type.String()),
    traceId: Type.String(),
    errorCode: Type.String(),
  },
  { title: 'ProblemDetails' },
)

/** Of an edit whose If-Match names another state than the present one */
export const ChangedMeanwhile = Type.Object(
  {
    ...ProblemDetails.properties,
    changedFields: Type.Array(Type.String(), { description: 'The fields that differ from that state' }),
  },
  { title: 'ChangedMeanwhile' },
)

/** Of a body with many records, of which some have a wrong form: the other ones can be sent again without them. */
export const InvalidRecords = Type.Object(
  {
    ...ProblemDetails.properties,
    errors: Type.Optional(
      Type.Array(
        Type.Object(
          {
            detail: Type.String({ description: 'What is wrong with the record, and what would be right' }),
            pointer: Type.String({ description: 'A JSON Pointer (RFC 6901) to the field in the body, as a fragment' }),
          },
          { title: 'InvalidRecord' },
        ),
        { description: 'The first fault of each record that has a wrong form. Absent where something else is wrong.' },
      ),
    ),
  },
  { title: 'InvalidRecords' },
)

/** The answers by which an operation refuses, for its `response` schema. */
export const problems = <const S extends number>(...statuses: S[]) =>
  Object.fromEntries(statuses.map((status) => [status, ProblemDetails])) as Record<S, typeof ProblemDetails>

/** An answer without a body */
export const Empty = Type.Unsafe<void>({ type: 'null', description: 'No body' })
