/** What was typed is cut: comparing takes time by its length, and no word is that long. */
const longest = 64

/** The words that were perhaps meant, the nearest first, by how many characters have to be typed anew. */
export function nearestWords(given: string, words: readonly string[], count = 5): string[] {
  const typed = given.slice(0, longest).toLowerCase()
  return words
    .map((word) => ({ word, distance: distanceOf(typed, word.toLowerCase()) }))
    .sort((one, another) => one.distance - another.distance)
    .slice(0, count)
    .map(({ word }) => word)
}

/** ` Did you mean 'info'?` where one of the words is near to what was typed, otherwise nothing */
export function didYouMean(given: string, words: readonly string[]): string {
  const [nearest] = nearestWords(given, words, 1)
  if (nearest === undefined) return ''
  const typed = given.slice(0, longest).toLowerCase()
  // A short word is another one soon.
  const isNear = distanceOf(typed, nearest.toLowerCase()) <= Math.min(3, Math.ceil(typed.length / 4))
  return isNear ? ` Did you mean '${nearest}'?` : ''
}

/** Levenshtein's: characters to insert, to delete or to replace */
function distanceOf(one: string, another: string): number {
  let above = Array.from({ length: another.length + 1 }, (_, column) => column)
  for (const [row, letter] of [...one].entries()) {
    const line = [row + 1]
    for (const [column, other] of [...another].entries()) {
      const replaced = (above[column] ?? 0) + (letter === other ? 0 : 1)
      line.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1))
    }
    above = line
  }
  return above.at(-1) ?? 0
}
