/** Version of the program. */
export const LECTOR_VERSION = '0.1.0';
