import { parseSync } from 'vite'

interface Node {
  type: string
  [field: string]: unknown
}

/** What Lingui takes out of the source: see docs/adr/0027. */
const macros = ['t', 'msg', 'plural', 'select', 'Trans', 'Plural']
/** Properties and functions whose texts nobody reads, or that are the same in each language */
const unread =
  /^(?:className|style|status|key|type|name|autoComplete|lang|role|href|to|data-.*|c|gap|mb|size|variant|justify|align|flex|bg|padding|p|allow|rel|component|accept|src|queryKey|subtype|outcome|\w+Type|\w+Field)$/
/** Words between people: a capital letter and another one, or two words */
const looksLikeText = /^(?=.*\p{L}{2})(?:\p{Lu}[\p{Ll}-]+\b|.*\p{L}+ \p{L}+|.*\p{L}[.?!…]$)/u
/** Values that look like words: names of problems and languages, MIME types, paths, options of windows */
const technical =
  /^(?!.*: )(?:[\w$.:/#?&=*+@,-]+[/_=:#][\w$.:/#?&=*+@,{} -]*|portico .*|Bearer \{\}|[A-Z][a-z]+[A-Z]\w*|If-Match|Enter|Escape|Tab|Arrow\w+|Control\+\w)$/
/** Selectors and fonts of CSS */
const css = /^(?:main h1|\[data-.*|.*, (?:sans-serif|monospace))$/
/** Commands for a terminal */
const command = /^(?:printf '|TOKEN=\$\()/
/** Permissions as the server names them: `Asset management > Open` */
const permissionName = /^[A-Z][\w -]+ > [A-Z][\w -]+$/
/** Names that are the same in each language */
const properName =
  /^(?:Portico|English|JSON Lines|Deutsch|Português|Escape|Edge|Opera|Firefox|Chrome|Safari|Android|Windows|Linux|Express|JavaScript|Python|Google|Okta|Keycloak|Facebook|Apple ID|OutSystems 11|Microsoft Entra ID)$/
const noText = (words: string): boolean =>
  [technical, css, command, permissionName, properName].some((kind) => kind.test(words))

/** Texts in a source file that no macro takes. Errors that are thrown as `new Error(…)` are for programmers. */
export function textsOutsideCatalogues(path: string, code: string): string[] {
  const found: string[] = []
  const note = (text: string): void => {
    const words = text.replace(/\s+/g, ' ').trim()
    if (looksLikeText.test(words) && !noText(words)) found.push(words)
  }
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one)
    if (typeof value !== 'object' || value === null || typeof (value as Node).type !== 'string') return
    const node = value as Node
    if (isSkipped(node)) return
    // A list of the server's values, or several: `['Active', 'Inactive'] as const`
    if (node.type === 'TSAsExpression' && isConst(node) && isListOfNames(node.expression as Node)) return
    // The names of an object's members are for programs.
    if (node.type === 'Property' && !node.computed) {
      visit(node.value)
      return
    }
    // What is compared with a value of the server
    if (node.type === 'SwitchCase') {
      visit(node.consequent)
      return
    }
    if (node.type === 'BinaryExpression' && /^[!=]==$/.test(String(node.operator))) return
    if (node.type === 'JSXText' || (node.type === 'Literal' && typeof node.value === 'string')) note(String(node.value))
    if (node.type === 'TemplateLiteral') {
      const text = (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('{}')
      // Several lines are a sample program.
      if (!text.trim().includes('\n')) note(text)
    }
    for (const [field, child] of Object.entries(node)) if (field !== 'parent') visit(child)
  }
  const { program, errors } = parseSync(path, code)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`)
  visit(program)
  return found
}

const isSearch = ({ callee }: Node): boolean =>
  ['endsWith', 'includes'].includes(String(((callee as Node).property as { name?: unknown } | undefined)?.name))

const isConst = ({ typeAnnotation }: Node): boolean =>
  (typeAnnotation as { typeName?: { name?: string } } | undefined)?.typeName?.name === 'const'

function isSkipped(node: Node): boolean {
  const nameOf = (value: unknown): string => String((value as { name?: unknown } | undefined)?.name ?? '')
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ImportExpression':
    case 'ExportNamedDeclaration':
      return node.type !== 'ExportNamedDeclaration' || node.source != null
    case 'TaggedTemplateExpression':
      return macros.includes(nameOf(node.tag))
    case 'CallExpression':
      // A value of the server is looked for, or a report for programs gets one.
      return macros.includes(nameOf(node.callee)) || isSearch(node) || nameOf(node.callee) === 'rowOf'
    case 'BinaryExpression':
      // What is compared is a name of the server.
      return ['===', '!=='].includes(String(node.operator)) && (node.right as Node).type === 'Literal'
    case 'NewExpression':
      return nameOf(node.callee) === 'Error'
    case 'JSXElement':
      return macros.includes(nameOf((node.openingElement as { name: unknown }).name))
    case 'JSXAttribute':
      return unread.test(nameOf(node.name))
    case 'Property':
      // The name of a fact is a label, that of a route or field none, and has no capital letter.
      return nameOf(node.key) !== 'name' && unread.test(nameOf(node.key))
    default:
      return node.type.startsWith('TS') && !/^TS(?:As|Satisfies|NonNull)/.test(node.type)
  }
}

const isListOfNames = ({ type, elements }: Node): boolean =>
  type === 'ArrayExpression' &&
  (elements as Node[]).every(
    (element) => isListOfNames(element) || (element.type === 'Literal' && /^\w+$/.test(String(element.value))),
  )
