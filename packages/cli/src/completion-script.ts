import type { Command, Option } from 'commander'
import { wordsOf } from './with-words.ts'

export const shells = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof shells)[number]

/** A place in the command line: after these words, these may follow. */
interface Place {
  /** The commands so far, such as `users list`; empty at the beginning */
  path: string
  /** Commands that may follow, and the values of an argument that takes only some */
  words: { text: string; description: string }[]
  options: readonly Option[]
}

/** The script that completes the command line in this shell, made from its commands, options and choices. */
export const completionScript = (shell: Shell, program: Command): string => {
  const places = placesOf(program, '')
  return { bash: bashScript, zsh: zshScript, fish: fishScript }[shell](places)
}

function placesOf(command: Command, path: string): Place[] {
  const { commands } = command
  const options = command.createHelp().visibleOptions(command)
  const below = commands.map((one) => ({ text: one.name(), description: one.description() }))
  const values = command.registeredArguments.flatMap(({ argChoices = [] }) =>
    argChoices.map((text) => ({ text, description: '' })),
  )
  return [
    { path, words: [...below, ...values], options },
    ...commands.flatMap((one) => placesOf(one, `${path} ${one.name()}`.trim())),
  ]
}

const flagsOf = ({ short, long }: Option): string[] => [long, short].filter((flag) => flag !== undefined)
const takesValue = ({ required, optional }: Option): boolean => required || optional
/** In the words of fish, where a backslash escapes within quotes too */
const fishQuoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** The part that bash and zsh have in common: it sets `words_`, or `files` where any value may stand. */
function cases(places: readonly Place[]): string {
  const paths = places.flatMap(({ path }) => (path === '' ? [] : [quoted(path)])).join('|')
  const values = places.flatMap(({ path, options }) =>
    options.filter(takesValue).map(
      (option) =>
        `    ${flagsOf(option)
          .map((flag) => quoted(`${path} ${flag}`))
          .join('|')}) ${valuesOf(option)} ;;`,
    ),
  )
  const words = places.map(({ path, words, options }) => {
    const texts = [...words.map(({ text }) => text), ...options.flatMap(flagsOf)]
    return `    ${quoted(path)}) words_=${quoted(texts.join('\n'))} ;;`
  })
  return `  for word in "\${before[@]}"; do
    case "\${at:+$at }$word" in
      ${paths}) at="\${at:+$at }$word" ;;
    esac
  done
  case "$at $previous" in
${values.join('\n')}
  esac
  if [[ -z $words_ && -z $files ]]; then
    case "$at" in
${words.map((line) => `  ${line}`).join('\n')}
    esac
  fi`
}

function valuesOf(option: Option): string {
  const words = wordsOf(option)
  return words.length > 0 ? `words_=${quoted(words.join('\n'))}` : 'files=yes'
}

const bashScript = (places: Place[]): string => `# bash completion of portico: source <(portico completion bash)
_portico() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} at= word= words_= files=
  local before=("\${COMP_WORDS[@]:1:COMP_CWORD-1}")
  # --status=Active comes as three words.
  if [[ $current == = ]]; then current=; elif [[ $previous == = ]]; then previous=\${COMP_WORDS[COMP_CWORD-2]}; fi
  COMPREPLY=()
${cases(places)}
  if [[ -z $words_ ]]; then return; fi
  # What was begun with a quote goes on within it; otherwise what has blanks is quoted.
  local open= IFS=$'\\n'
  if [[ $current == [\\'\\"]* ]]; then open=\${current:0:1} current=\${current:1}; else current=\${current//\\\\/}; fi
  for word in $words_; do
    if [[ $word != "$current"* ]]; then continue; fi
    if [[ -z $open ]]; then printf -v word %q "$word"; fi
    COMPREPLY+=("$word")
  done
}
complete -o default -F _portico portico
`

const zshScript = (places: Place[]): string => `#compdef portico
# zsh completion of portico: source <(portico completion zsh)
_portico() {
  local previous=\${words[CURRENT-1]} at= word= words_= files=
  local -a before=("\${(@)words[2,CURRENT-1]}")
  # --status=Active is one word.
  if [[ \${words[CURRENT]} == --*=* ]]; then previous=\${words[CURRENT]%%=*}; compset -P '*='; fi
${cases(places)}
  if [[ -n $words_ ]]; then compadd -- \${(f)words_}; else _files; fi
}
compdef _portico portico
`

function fishScript(places: Place[]): string {
  const paths = places.flatMap(({ path }) => (path === '' ? [] : [fishQuoted(path)])).join(' ')
  const lines = places.flatMap(({ path, words, options }) => {
    const here = `complete -c portico -n ${fishQuoted(`test "$(__portico_at)" = ${JSON.stringify(path)}`)}`
    return [
      ...words.map(
        ({ text, description }) => `${here} -f -a ${fishQuoted(text)} -d ${fishQuoted(firstSentence(description))}`,
      ),
      ...options.map((option) => `${here} ${fishOption(option)}`),
    ]
  })
  return `# fish completion of portico: portico completion fish > ~/.config/fish/completions/portico.fish
function __portico_at
    set -l at ''
    for word in (commandline -opc)[2..-1]
        set -l longer (string trim -- "$at $word")
        contains -- $longer ${paths}; and set at $longer
    end
    echo $at
end
${lines.join('\n')}
`
}

function fishOption(option: Option): string {
  const { short, long, description } = option
  const words = wordsOf(option).map((word) => (/[^\w.-]/.test(word) ? fishQuoted(word) : word))
  return [
    ...(long ? [`-l ${long.slice(2)}`] : []),
    ...(short ? [`-s ${short.slice(1)}`] : []),
    ...(words.length > 0 ? [`-x -a ${fishQuoted(words.join(' '))}`] : takesValue(option) ? ['-r'] : ['-f']),
    `-d ${fishQuoted(firstSentence(description))}`,
  ].join(' ')
}

const firstSentence = (text: string): string => text.split('\n')[0]?.replace(/\. .*$/, '') ?? ''
