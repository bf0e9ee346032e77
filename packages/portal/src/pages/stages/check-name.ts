export const maxNameLength = 50

export function checkName({ name }: { name: string }): { name?: string } {
  if (name.trim() === '') return { name: 'Give it a name.' }
  if ([...name.trim()].length > maxNameLength) return { name: `At most ${maxNameLength} characters.` }
  return {}
}
