/** How long a former secret may stay valid after a new one was made, in hours: 7 days */
export const longestOverlapHours = 168
