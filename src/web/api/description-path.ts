/** Where programs get the description of the API. */
import { API } from './story-answers.ts'

export const DESCRIPTION_PATH = `${API}/openapi.json`
