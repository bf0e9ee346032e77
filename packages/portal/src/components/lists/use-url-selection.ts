import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Search } from '../navigation/search.ts'

/** What is open beside a list, in the URL: `?entry=…`. Opening and closing are each a step in the history. */
export function useUrlSelection(name: string): [selected: string | undefined, select: (value?: string) => void] {
  const parameters: Search = useSearch({ strict: false })
  const navigate = useNavigate()
  const select = (value?: string): void => {
    navigate({ to: '.', search: (before: Search) => ({ ...before, [name]: value }), resetScroll: false })
  }
  return [[parameters[name] ?? []].flat()[0], select]
}
