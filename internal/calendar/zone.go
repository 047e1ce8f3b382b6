package calendar

// CountryOfZone is the country whose holidays are kept in an IANA zone, where
// this package has its table; "" elsewhere.
func CountryOfZone(zone string) string {
	switch zone {
	case "Asia/Ho_Chi_Minh", "Asia/Saigon":
		return "VN"
	}
	return ""
}
