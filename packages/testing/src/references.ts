interface Document {
  components?: Record<string, Record<string, unknown>>
}

/** An OpenAPI document with every component written out where it is referred to. No component holds itself. */
export function withoutReferences<D extends object>(document: D): D {
  const { components = {} } = document as Document
  const writtenOut = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(writtenOut)
    if (typeof value !== 'object' || value === null) return value
    if ('$ref' in value) {
      const [, , kind = '', name = ''] = String(value.$ref).split('/')
      const component = components[kind]?.[name]
      if (component === undefined) throw new Error(`There is no ${value.$ref}`)
      return writtenOut(component)
    }
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, writtenOut(part)]))
  }
  return writtenOut(document) as D
}
