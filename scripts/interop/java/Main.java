import org.springframework.security.oauth2.jwt.JwtException;

public class Main {
  public static void main(String[] arguments) {
    var decoder = new TokenVerification().jwtDecoder(System.getenv("ISSUER"), System.getenv("AUDIENCE"));
    try {
      System.out.println(decoder.decode(arguments[0]).getSubject());
    } catch (JwtException refused) {
      System.err.println(refused.getMessage());
      System.exit(1);
    }
  }
}
