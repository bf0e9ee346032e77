/** What stands in the lines that are not empty, each once */
export const addressLines = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
]

/** A number in a field of a form; null where there is none */
export const numberIn = (text: string): number | null => (/^\d+$/.test(text.trim()) ? Number(text) : null)
