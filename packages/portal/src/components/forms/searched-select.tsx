import { Select, type SelectProps } from '@mantine/core'

interface SearchedSelectProps extends Omit<SelectProps, 'searchable' | 'filter' | 'selectFirstOptionOnChange'> {
  searchValue: string
  onSearchChange(text: string): void
}

/**
 * One of many, where the server searches while the user types. Other than in a `Select` whose choices are all there, none
 * is marked for Enter: until the answer comes, the former results are shown.
 */
export const SearchedSelect = (props: SearchedSelectProps) => (
  <Select
    {...props}
    searchable
    selectFirstOptionOnChange={false}
    // The server has searched already, with its own rules for letters and accents.
    filter={({ options }) => options}
  />
)
