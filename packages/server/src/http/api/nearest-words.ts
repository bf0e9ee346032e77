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
