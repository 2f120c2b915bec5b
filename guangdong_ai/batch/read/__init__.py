"""Files in: each record becomes an applicant or a rejected row, whatever its format, headers, units and encoding."""
